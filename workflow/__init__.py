"""The engine: procedures, cases, tasks, clocks, committee sessions, messages, the ledger. It knows no procedure."""
