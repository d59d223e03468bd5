"""The interview being prepared: the job, the company, stories against requirements, questions to ask."""
