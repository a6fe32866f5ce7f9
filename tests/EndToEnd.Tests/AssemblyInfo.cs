// Each class has a cluster of its own; side by side they would measure each other's load.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
