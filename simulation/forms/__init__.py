"""How deliveries look: the city's files, and the sample's with all the forms that offices use."""
