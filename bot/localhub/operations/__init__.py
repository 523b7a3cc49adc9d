"""What accounts can do: each operation changes the world and emits events. REST, GraphQL, git and the pages use them.

Callers hold the world's lock.
"""
