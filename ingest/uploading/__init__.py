"""What staff hand in: received on the disk, opened, read in the background, decided where staff must."""
