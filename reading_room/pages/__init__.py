"""The pages for people who never write SQL: what each shows, read from the archive; no HTTP."""
