"""The ground: project package, people, organisations, doors, ledger, post."""
