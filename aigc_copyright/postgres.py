"""How the application connects to PostgreSQL.

A machine that loses power or its network says no goodbye. Both ends of a connection ask whether the
other is there, so that after a quarter of a minute no request waits for a server that is gone, and
the server ends the transactions, with their locks, of a client that is. By itself Linux takes two
hours. (PostgreSQL 16: 34.1.2 for this end, 20.3.2 for the server's; TCP only.)
"""

from __future__ import annotations

SIGNS_OF_LIFE = {"keepalives_idle": 5, "keepalives_interval": 3, "keepalives_count": 3}  # seconds
UNANSWERED_MILLISECONDS = 15_000
SERVER_SETTINGS = {**SIGNS_OF_LIFE, "user_timeout": UNANSWERED_MILLISECONDS}
OPTIONS = {
    "application_name": "aigc_copyright",
    "connect_timeout": 5,
    **SIGNS_OF_LIFE,
    "tcp_user_timeout": UNANSWERED_MILLISECONDS,
    "options": " ".join(f"-c tcp_{name}={value}" for name, value in SERVER_SETTINGS.items()),
}
