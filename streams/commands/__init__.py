"""What the commands do: each function takes settings and gives an exit code. 0 done, 1 something failed."""
