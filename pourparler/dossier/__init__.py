"""What many readings and a person's corrections make together: a dossier. All of it works on records, without a parser and without a store."""
