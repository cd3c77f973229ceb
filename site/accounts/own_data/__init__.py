"""What the site holds on the person who asks: taken away as a ZIP, or deleted."""
