"""Small models that leak, one for each clause of isolation: with that clause left out, all of it would be proved.

Each file is called after its clause. The clause is what stands between the model and a proof, so that no clause of the
property can be left out unnoticed.
"""
