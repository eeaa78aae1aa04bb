"""What is offered: programmes, cohorts, sites, partners, calls, workshops, events."""
