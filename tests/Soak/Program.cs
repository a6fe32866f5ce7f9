using CanaryMesh.Soak;
using CanaryMesh.Support;

var options = SoakOptions.Read(Environment.GetEnvironmentVariable);
Console.WriteLine(options);
return await SoakRun.RunAsync(options, Path.Combine(Repository.Artifacts, "soak"));
