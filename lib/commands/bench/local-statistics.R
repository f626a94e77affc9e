# The same local statistics with spdep, for measure-local: Rscript local-statistics.R <folder> <times>
# Reads areas.csv (people, reporters) and neighbours.csv (i, j; from 1), writes answer.csv, prints CPU milliseconds per time.
suppressMessages(library(spdep))
given <- commandArgs(trailingOnly = TRUE)
folder <- given[1]
times <- as.integer(given[2])
areas <- read.csv(file.path(folder, "areas.csv"))
pairs <- read.csv(file.path(folder, "neighbours.csv"))
n <- nrow(areas)
near <- lapply(split(pairs$j, factor(pairs$i, levels = seq_len(n))), function(j) as.integer(sort(j)))
names(near) <- NULL
class(near) <- "nb"
attr(near, "region.id") <- as.character(seq_len(n))
rate <- areas$reporters / areas$people
few <- n < 200
set.seed(1)
took <- system.time(for (k in seq_len(times)) {
  around <- nb2listw(near, style = "B")
  star <- localG(rate, nb2listw(include.self(near), style = "B"))
  z <- if (few) localG_perm(rate, around, nsim = 9999) else localG(rate, around)
  smooth <- EBest(areas$reporters, areas$people, family = "poisson")
})
write.csv(data.frame(star = as.numeric(star), rate = smooth$estmm), file.path(folder, "answer.csv"), row.names = FALSE)
cat(1000 * (took[["user.self"]] + took[["sys.self"]]) / times)
