"""The post: messages to people and errands for later, written in the transaction of their cause, delivered afterwards."""
