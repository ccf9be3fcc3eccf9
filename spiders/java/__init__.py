"""Sites of Java and Madura."""
