"""Mutation testing in pieces: what can be changed, a change put in place, which tests pass where, and the judging in forks."""
