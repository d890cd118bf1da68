"""How a database comes to the newest schema, step by step, on SQLite and PostgreSQL (Alembic)."""
