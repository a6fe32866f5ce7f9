// Classes mostly wait for timers; three at once keep two cores busy without measuring each other's load.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
