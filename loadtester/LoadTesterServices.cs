using CanaryMesh.LoadTester.Commands;
using CanaryMesh.LoadTester.Configuration;
using CanaryMesh.LoadTester.Gates;
using CanaryMesh.LoadTester.Load;
using CanaryMesh.LoadTester.Running;
using CanaryMesh.LoadTester.Serving;
using CanaryMesh.LoadTester.Tasks;

namespace CanaryMesh.LoadTester;

/// <summary>The parts of this process, put together.</summary>
internal static class LoadTesterServices
{
    private const int MostGates = 10_000;

    // From the polite signal to the one that cannot be refused.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void AddLoadTester(this IServiceCollection services, Surroundings surroundings, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(surroundings);
        services.AddSingleton(new GateBook(MostGates));
        services.AddSingleton(_ => new TaskBoard(surroundings.MostTasks));
        services.AddSingleton(new TaskBounds(surroundings.LongestTask, surroundings.Quiet, surroundings.Grace));
        services.AddSingleton(new TaskRules(surroundings.RunsCommands, new LoadLimits { Duration = surroundings.LongestTask }));
        services.AddSingleton(new CommandRun(time, Patience));
        services.AddSingleton(new TokenFile(surroundings.TokenFile));
        services.AddSingleton<Readiness>();
        services.AddSingleton<LoadTesterMetrics>();
        services.AddSingleton<TaskWork>();
        services.AddSingleton<TaskRunner>();
        services.AddSingleton<TokenGuard>();
        services.AddSingleton<GateEndpoints>();
        services.AddSingleton<TaskEndpoint>();
        services.AddHostedService<Drainer>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = surroundings.Quiet + surroundings.Grace + TimeSpan.FromSeconds(10));
    }
}
