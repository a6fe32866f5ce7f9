using CanaryMesh.Proxy;

EventThreads.Prefer(Environment.ProcessorCount, Environment.GetEnvironmentVariable, Environment.SetEnvironmentVariable);
return await ProxyProcess.RunAsync(Environment.GetEnvironmentVariable, Console.Error);
