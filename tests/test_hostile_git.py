"""`factcheck diff` on repositories that somebody made to harm: nothing in them runs, leaves the folder, waits, or goes missing unseen."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from time import monotonic

import pytest
from test_cli_diff import IDENTITY, git

from factcheck import cli
from factcheck.cli import revisions

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="no git"),
    pytest.mark.skipif(os.name == "nt", reason="files have other names there, and commands other shells"),
]
FIRE = {
    "fr": (
        "L'incendie de l'entrepôt de Brumeville a détruit {} maisons mardi.",
        "La coupe de Valmont a été remise à la joueuse Zoé Lanthier.",
    ),
    "en": ("The fire at the Fogham warehouse destroyed {} houses on Tuesday.", "The Valmont cup was handed to the player Zoe Lanthier."),
}
Told = Callable[..., tuple[int, str, str]]
UNWRITABLE = "It is a file of an earlier revision whose name cannot be written here."


@pytest.fixture(params=["fr", "en"])
def repository(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two articles on different things; in the working tree one of them contradicts the other."""
    for name in ("GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "repository"
    (folder / "seeds").mkdir(parents=True)
    for name, text in zip("ab", FIRE[request.param], strict=True):
        (folder / "seeds" / f"{name}.txt").write_text(text.format(40), encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    committed(folder)
    (folder / "seeds" / "b.txt").write_text(FIRE[request.param][0].format(60), encoding="utf-8")
    return folder


def committed(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "some")


@pytest.fixture
def told(capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Told]:
    """Run `diff` in a folder: its exit code, standard output, standard error."""

    def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
        with chdir(folder):
            code = cli.main(["diff", *arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    yield run


def found(done: tuple[int, str, str]) -> bool:
    """Whether the contradiction is told."""
    return "contradiction" in done[1]


def planted(folder: Path, *entries: tuple[str, str, bytes]) -> None:
    """A commit on `main` whose folder "seeds" holds more files: mode, name, content. Git checks names of trees when they are checked
    out, not when they are made of bytes."""
    tree = subprocess.run(["git", "cat-file", "tree", "HEAD:seeds"], cwd=folder, capture_output=True, check=True).stdout
    for mode, name, content in entries:
        kind = "tree" if mode == "40000" else "blob"
        made = content.decode() if mode == "160000" else written(folder, kind, content)
        tree += f"{mode} {name}".encode() + b"\0" + bytes.fromhex(made)
    top = b"40000 seeds\0" + bytes.fromhex(written(folder, "tree", tree))
    commit = git(folder, "commit-tree", "-m", "planted", written(folder, "tree", top)).strip()
    git(folder, "update-ref", "refs/heads/main", commit)


def written(folder: Path, kind: str, content: bytes) -> str:
    command = ["git", "hash-object", "-t", kind, "-w", "--literally", "--stdin"]
    environment = {**os.environ, **IDENTITY}
    return subprocess.run(command, cwd=folder, input=content, capture_output=True, check=True, env=environment).stdout.decode().strip()


# ------------------------------------------------------------------------------------------ nothing is run


def test_configured_commands_are_not_run(repository: Path, told: Told, tmp_path: Path) -> None:
    mark = tmp_path / "pwned"
    run = f"touch {mark}; cat"
    (repository / ".gitattributes").write_text("*.txt filter=evil diff=evil merge=evil text eol=crlf ident\n")
    git(repository, "add", ".gitattributes")
    git(repository, "commit", "-q", "-m", "attributes")
    for key in ("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "diff.evil.textconv", "diff.evil.command"):
        git(repository, "config", key, run)
    for key in ("core.fsmonitor", "core.pager", "pager.cat-file", "pager.ls-tree", "core.editor", "core.sshCommand", "core.gitProxy"):
        git(repository, "config", key, run)
    for key in ("alias.ls-tree", "alias.cat-file", "alias.rev-parse", "credential.helper"):
        git(repository, "config", key, f"!{run}")
    hooks = repository / "hooks"
    hooks.mkdir()
    for name in ("post-checkout", "pre-commit", "reference-transaction", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\n{run}\n")
        (hooks / name).chmod(0o755)
    git(repository, "config", "core.hooksPath", str(hooks))
    done = told(repository, "main")
    assert done[0] == 0
    assert found(done)
    assert not mark.exists()


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("url", ["file", "ext", "ssh"])
def test_what_is_missing_is_not_fetched(
    repository: Path, told: Told, tmp_path: Path, url: str, old: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository without some contents, that names a command to fetch them with; ``old``: git cannot be told not to fetch."""
    if old:
        monkeypatch.delitem(revisions._QUIET, "GIT_NO_LAZY_FETCH")
    mark = tmp_path / "pwned"
    content = git(repository, "rev-parse", "main:seeds/a.txt").strip()
    (repository / ".git" / "objects" / content[:2] / content[2:]).unlink()
    git(repository, "config", "core.repositoryformatversion", "1")
    git(repository, "config", "extensions.partialClone", "origin")
    git(repository, "config", "remote.origin.promisor", "true")
    git(repository, "config", "protocol.ext.allow", "always")
    git(repository, "config", "protocol.allow", "always")
    git(repository, "config", "core.sshCommand", f"touch {mark};")
    git(repository, "config", "remote.origin.uploadpack", f"touch {mark};")
    urls = {"file": f"file://{repository}", "ext": f"ext::touch {mark}", "ssh": "ssh://nobody@localhost/x"}
    git(repository, "config", "remote.origin.url", urls[url])
    code, out, err = told(repository, "main")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "git" in err
    assert not mark.exists()


# --------------------------------------------------------------------------------------- names and contents


@pytest.mark.parametrize(
    "name",
    ["..", ".", ".git", ".GIT", "x" * 300 + ".txt", "a.txt", "../out.txt", "/etc/out.txt", "sub/../../out.txt"],
    ids=lambda name: name[:12],
)
def test_a_name_that_leads_elsewhere_is_not_written(repository: Path, told: Told, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    planted(repository, ("100644", name, b"Nobody."))
    code, out, err = told(repository, "main")
    assert code == 3
    assert UNWRITABLE in err
    assert "contradiction" in out
    assert [path for path in sorted(tmp_path.rglob("*")) if path not in before and ".git/" not in str(path)] == []


@pytest.mark.parametrize("name", ["a.txt", "..", ".git", "x" * 300])
def test_a_folder_of_a_hostile_name_is_not_made(repository: Path, told: Told, name: str) -> None:
    inside = b"100644 x.txt\0" + bytes.fromhex(written(repository, "blob", b"Nobody."))
    planted(repository, ("40000", name, inside))
    code, out, err = told(repository, "main")
    assert (code, err.count("\n")) == (3, 1)
    assert "contradiction" in out
    assert f"x.txt: {UNWRITABLE}" in err


def test_names_that_tell_other_things_to_a_terminal(repository: Path, told: Told) -> None:
    names = [
        "nl\n::error::x.txt",
        "esc\x1b[31m.txt",
        "\u202ertl.txt",
        "-rf.txt",
        "--output=x.txt",
        "$(touch pwned).txt",
        "\xff.txt",
        " .txt",
        "*.txt",
    ]
    planted(repository, *(("100644", name, b"\0\1\2") for name in names), ("120000", "link\x1b[2J.txt", b"/etc/passwd"))
    code, out, err = told(repository, "main")
    assert code == 3
    assert "contradiction" in out
    assert err.isprintable() or all(line.isprintable() for line in err.splitlines())
    assert not any(line.startswith(("::", "FORGED")) for line in err.splitlines())
    assert not (repository / "pwned").exists()


def test_links_and_modules_are_named_and_not_followed(repository: Path, told: Told, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The fire of Fogham destroyed 99 houses on Tuesday.")
    commit = git(repository, "rev-parse", "HEAD").strip()
    planted(
        repository,
        ("120000", "link.txt", str(tmp_path / "secret.txt").encode()),
        ("120000", "up", b"../.."),
        ("160000", "module", commit.encode()),
    )
    code, out, err = told(repository, "main")
    assert code == 3
    assert "99" not in out
    assert "skipped seeds/link.txt: It is a symbolic link" in err
    assert "skipped seeds/module: It is a submodule" in err


def test_a_huge_content_fills_no_disk(repository: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no reader takes is not even asked for; its size is told, so that it is skipped for it."""
    asked: list[str] = []
    copied = revisions._copy
    monkeypatch.setattr(revisions, "_copy", lambda git, entry, file: (asked.append(entry.path), copied(git, entry, file)))
    planted(repository, ("100644", "huge.txt", b"x" * 50_000_001), ("100644", "huge.png", b"x" * 50_000_002))
    code, out, err = told(repository, "main")
    assert code == 3
    assert "contradiction" in out
    assert "huge.txt: It is larger than the limit of 50,000,000 bytes." in err
    assert sorted(asked) == ["seeds/a.txt", "seeds/b.txt"]


def test_a_damaged_content_is_no_short_article(repository: Path, told: Told) -> None:
    content = git(repository, "rev-parse", "main:seeds/a.txt").strip()
    kept = repository / ".git" / "objects" / content[:2] / content[2:]
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-12])
    code, out, err = told(repository, "main")
    assert (code, out) == (2, "")
    assert "git" in err


def test_a_git_that_says_much_is_not_waited_for(repository: Path, told: Told) -> None:
    """Its messages fill a pipe that nobody empties, and it stops."""
    lines = "".join(f"/nowhere/{number}/{'x' * 60}\n" for number in range(3000))
    (repository / ".git" / "objects" / "info" / "alternates").write_text(lines)
    began = monotonic()
    done = told(repository, "main")
    assert monotonic() - began < 30
    assert (done[0], found(done)) == (0, True)


# ------------------------------------------------------------------------------------------ names of revisions


def test_revisions_that_look_like_options(repository: Path, told: Told) -> None:
    commit = git(repository, "rev-parse", "HEAD").strip()
    for name in ("-x", "--help", "--output=pwned", "--git-dir", "a;touch-pwned", "$(touch-pwned)"):
        (repository / ".git" / "refs" / "heads" / name).write_text(commit + "\n")
        assert found(told(repository, "--", name)) or told(repository, "--", name)[0] == 2
        assert found(told(repository, f"refs/heads/{name}"))
    assert not list(repository.rglob("pwned"))


@pytest.mark.parametrize(
    "name", ["--all", "-1", "main..HEAD", "^main", "main:seeds", ":/", "@{-1}", "main^{tree}", "\n", "*", "a\0b", "x" * 5000]
)
def test_what_is_no_commit_is_one_sentence(repository: Path, told: Told, name: str) -> None:
    code, out, err = told(repository, "--", name)
    assert (code, out, err.count("\n")) == (2, "", 1) or name == ":/"


# ---------------------------------------------------------------------------------------- kinds of repositories


def test_a_worktree_and_a_bare_repository(repository: Path, told: Told, tmp_path: Path) -> None:
    committed(repository)
    git(repository, "worktree", "add", "-q", str(tmp_path / "other"), "HEAD~1")
    assert found(told(tmp_path / "other", "HEAD", "main", "--path", "seeds"))
    git(tmp_path, "clone", "-q", "--bare", str(repository), str(tmp_path / "bare"))
    assert found(told(tmp_path / "bare", "main~1", "main", "--path", "seeds"))


def test_a_shallow_clone_says_what_is_missing(repository: Path, told: Told, tmp_path: Path) -> None:
    committed(repository)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(tmp_path / "shallow"))
    code, out, err = told(tmp_path / "shallow", "HEAD~1")
    assert (code, out) == (2, "")
    assert "git knows no such revision; fetch it first" in err


def test_a_repository_without_a_commit(tmp_path: Path, told: Told) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    assert told(tmp_path, "HEAD")[0] == 2
    assert told(tmp_path, "main", "HEAD")[0] == 2
