"""What accounts do: each operation changes the world and says so. REST, GraphQL, git and the pages all come here.

Callers hold the world's lock.
"""
