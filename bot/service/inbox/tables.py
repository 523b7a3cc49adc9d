"""The tables of the inbox, and the longer statements on them, in the SQL that SQLite and PostgreSQL share."""

#: The version of the tables.
VERSION = 2
#: `ticket` is the place in the queue; `due` is 0 for at once, so that no clock can delay a fresh job; `server` runs a
#: job or does a chore. Each database numbers rows in its own way.
TABLES = (
    "CREATE TABLE deliveries (guid TEXT PRIMARY KEY, received DOUBLE PRECISION NOT NULL)",
    "CREATE INDEX deliveries_received ON deliveries (received)",
    """
    CREATE TABLE jobs (
        ticket {number},
        repository TEXT NOT NULL,
        number INTEGER NOT NULL,
        installation BIGINT,
        delivery TEXT NOT NULL,
        actor TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'again', 'parked')),
        attempts INTEGER NOT NULL DEFAULT 0,
        due DOUBLE PRECISION NOT NULL DEFAULT 0,
        paused INTEGER NOT NULL DEFAULT 0,
        reason TEXT,
        server TEXT NOT NULL DEFAULT '',
        UNIQUE (repository, number)
    )
    """,
    "CREATE TABLE probe (content TEXT)",
    "CREATE TABLE chores (name TEXT PRIMARY KEY, due DOUBLE PRECISION NOT NULL, server TEXT)",
    "CREATE TABLE servers (name TEXT PRIMARY KEY, beats BIGINT NOT NULL)",
    """
    CREATE TABLE history (
        id {number},
        repository TEXT NOT NULL,
        number INTEGER NOT NULL,
        at DOUBLE PRECISION NOT NULL,
        what TEXT NOT NULL,
        detail TEXT NOT NULL
    )
    """,
    "CREATE INDEX history_thread ON history (lower(repository), number)",
    "CREATE INDEX history_at ON history (at)",
)
REMEMBER = "INSERT INTO deliveries VALUES {values} ON CONFLICT DO NOTHING RETURNING guid"
ASK = """
INSERT INTO jobs (repository, number, installation, delivery, actor, state) VALUES (?, ?, ?, ?, ?, 'waiting')
ON CONFLICT (repository, number) DO UPDATE SET
    delivery = excluded.delivery, actor = excluded.actor, installation = excluded.installation,
    due = 0, paused = 0, reason = NULL,
    attempts = CASE jobs.state WHEN 'running' THEN jobs.attempts ELSE 0 END,
    state = CASE jobs.state WHEN 'running' THEN 'again' ELSE 'waiting' END
WHERE jobs.state IN ('running', 'parked') OR jobs.due > 0 OR jobs.delivery = 'sweep'
"""
#: Revives a list's parked jobs.
REVIVE = "UPDATE jobs SET state = 'waiting', attempts = 0, due = 0 WHERE repository = ? AND state = 'parked'"
SWEEPING = """
INSERT INTO jobs (repository, number, delivery, state) VALUES (?, ?, ?, 'waiting') ON CONFLICT DO NOTHING
"""
#: For each free repository, the first due job of each account, and whether only a sweep asked for it: fresh jobs go
#: before failed ones, and news before sweeps.
DUE = """
SELECT repository, actor, due, swept, ticket FROM (
    SELECT repository, actor, due, delivery = 'sweep' AS swept, ticket,
        row_number() OVER (PARTITION BY repository, actor ORDER BY due, delivery = 'sweep', ticket) AS place
    FROM jobs WHERE state = 'waiting' AND (due <= ? OR due > ?)
        AND repository NOT IN (SELECT repository FROM jobs WHERE state IN ('running', 'again'))
) AS ranked WHERE place = 1
"""
TAKE = """
UPDATE jobs SET state = 'running', attempts = attempts + 1, paused = 0, server = ? WHERE ticket = ?
RETURNING repository, number, installation, delivery, attempts, ticket
"""
END = "UPDATE jobs SET state = ?, due = ?, reason = ?, paused = ?, attempts = ?"
OURS = "WHERE ticket = ? AND server = ? AND state = 'running'"
#: Takes out a job that was asked for again while it ran; it goes to the end of the queue.
START_AFRESH = """
DELETE FROM jobs WHERE ticket = ? AND server = ? AND state = 'again'
RETURNING repository, number, installation, delivery, actor
"""
#: Jobs that ran when their server died run again, because every step looks before it acts; but not one that killed it
#: again and again.
TAKE_OVER = """
UPDATE jobs SET due = 0, state = 'waiting', attempts = CASE state WHEN 'again' THEN 0 ELSE attempts END
WHERE server = ? AND (state = 'again' OR (state = 'running' AND attempts < ?))
"""
PARK_KILLERS = "UPDATE jobs SET due = ?, state = 'parked', reason = ? WHERE server = ? AND state = 'running'"
#: A running job that was asked for again is shown as running and as waiting.
JOBS = """
SELECT repository, number, shown.state, CASE shown.state WHEN 'parked' THEN due ELSE received END, delivery, reason
FROM jobs LEFT JOIN deliveries ON guid = delivery
    JOIN (SELECT 'waiting' AS state UNION SELECT 'running' UNION SELECT 'parked') AS shown
    ON shown.state = jobs.state OR (jobs.state = 'again' AND shown.state <> 'parked')
ORDER BY ticket, shown.state
"""
COUNT = """
SELECT count(*) FILTER (WHERE state IN ('waiting', 'again')), count(*) FILTER (WHERE state IN ('running', 'again')),
    count(*) FILTER (WHERE state = 'parked'), count(*) FILTER (WHERE state = 'waiting' AND paused = 1 AND due > ?)
FROM jobs
"""
NOTE = "INSERT INTO history (repository, number, at, what, detail) VALUES (?, ?, ?, ?, ?)"
TELL = """
SELECT at, what, detail FROM history WHERE lower(repository) = lower(?) AND number = ? ORDER BY at DESC, id DESC LIMIT ?
"""
#: A due chore that nobody does; a time further ahead than any chore's was set when the clock was wrong.
CLAIM = "UPDATE chores SET server = ?, due = ? WHERE name = ? AND server IS NULL AND (due <= ? OR due > ?)"
#: A sweep that a dead server began is started again; the nightly chore waits for the next night.
LEAVE = "UPDATE chores SET server = NULL, due = CASE name WHEN 'sweep' THEN 0 ELSE due END WHERE server = ?"
