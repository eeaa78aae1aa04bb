"""Interviews: hours with a panel of people, candidates who choose or confirm one, reminders, calendar files."""
