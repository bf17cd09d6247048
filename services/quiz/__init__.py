"""每周一题 and 练一练: items are approved, one is asked each week, each person practises alone."""
