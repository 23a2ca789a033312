"""How the first page of every letter looks, in small pictures beside this file; `make golden` draws them anew."""
