// Clusters of processes share the machine: one test at a time, so that each has it to itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
