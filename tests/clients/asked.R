# Asks an endpoint with the package SPARQL; prints the data frame, and the class of each of its columns.
suppressMessages(library(SPARQL))
given <- commandArgs(trailingOnly = TRUE)
query <- paste(readLines(given[2]), collapse = "\n")
frame <- SPARQL(given[1], query)$results
cat(sapply(frame, class), sep = "\t")
cat("\n")
write.table(frame, sep = "\t", quote = FALSE, row.names = FALSE, na = "")
