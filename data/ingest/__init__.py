"""Import a caseload register: recognise, confirm, check, account for every row."""
