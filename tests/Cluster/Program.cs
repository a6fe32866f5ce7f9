using CanaryMesh.Cluster;

return await CommandLine.RunAsync(args);
