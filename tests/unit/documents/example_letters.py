"""The contexts from which samples are printed, by the name under which tests ask for them."""

from documents.samples.contexts import example as example
