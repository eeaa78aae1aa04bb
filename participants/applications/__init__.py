"""One idea by one applicant: answers saved as typed, files, eligibility, submission."""
