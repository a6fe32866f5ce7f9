// The tests mostly wait for rollouts that run side by side in one cluster.
[assembly: CollectionBehavior(MaxParallelThreads = 12)]
