"""What happens to a guest, call by call: in the words of the profile's steps."""
