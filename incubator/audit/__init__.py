"""The ledger: who did what to what, when. Written by actions only, never changed."""
