using CanaryMesh.Api.Names;
using CanaryMesh.LoadTester;
using CanaryMesh.LoadTester.Configuration;
using CanaryMesh.LoadTester.Hey;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

if (args is [HeyCommand.Verb, .. var words])
{
    return await HeyCommand.RunAsync(words, Console.Out, Console.Error, TimeProvider.System);
}

var surroundings = Surroundings.Read(Environment.GetEnvironmentVariable, out var faults);
foreach (var fault in faults)
{
    await Console.Error.WriteLineAsync("canarymesh-loadtester: " + fault);
}

if (faults.Count > 0)
{
    return 2;
}

var logging = new LoggerConfiguration()
    .MinimumLevel.Is(Enum.TryParse<LogEventLevel>(Environment.GetEnvironmentVariable(ProxyEnvironment.LogLevel), out var level) ? level : LogEventLevel.Information)
    .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
    .MinimumLevel.Override("System", LogEventLevel.Warning);
logging = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is not null
    ? logging.WriteTo.Console(new CompactJsonFormatter())
    : logging.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture);

await using var app = LoadTesterApp.Create(
    args, surroundings, TimeProvider.System, builder => builder.Host.UseSerilog(logging.CreateLogger(), dispose: true));
await app.RunAsync();
return 0;
