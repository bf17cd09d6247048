"""What is said around questions: yes and no, turning pages, moods, remarks, reports of wrongdoing."""
