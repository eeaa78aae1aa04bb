"""What is open to the public: weekends, café-debates, markets, online shows, with declared audiences."""
