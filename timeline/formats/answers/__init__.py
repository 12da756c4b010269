"""Answers that are no list of events, for programs and in prose: values in, text out."""
