"""The press kit of each published work: texts, pictures and facts in one archive, made by a job after every change."""
