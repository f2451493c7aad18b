"""What is done with a model: prove it, refute it, explore it, test that its claims are not vacuous."""
