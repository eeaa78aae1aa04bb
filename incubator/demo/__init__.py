"""The demo: five real programmes with invented people, built through actions only."""
