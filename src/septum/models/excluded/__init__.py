"""What the profile leaves out, each as the step that would happen if it did not."""
