"""From what people have, to a message: mail, saved pages, pictures, plain files. Nothing is fetched."""
