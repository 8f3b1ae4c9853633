"""How a package of special assistance is given: positions of the choices of every ``…_mode`` parameter."""

BUNDLED = 0
GRADED = 1
TAPERED = 2
BY_NEED = 3
