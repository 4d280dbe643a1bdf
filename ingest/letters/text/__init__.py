"""A letter's characters: what is invisible taken out, running lines blanked, case folded, offsets kept."""
