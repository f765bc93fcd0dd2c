"""How the states of what is measured look in pictures: by colour, and by shape for whom colours do not tell apart."""

from govbot.kpis.models import State

# Okabe and Ito's colours, which stay apart for everybody; each with a shape of its own, for colour is not enough.
COLOURS = {State.GREEN: "#009E73", State.AMBER: "#E69F00", State.RED: "#D55E00", State.THIN: "#56B4E9"}
SHAPES = {State.GREEN: "o", State.AMBER: "^", State.RED: "X", State.THIN: "D"}
