using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Hosting;
using CanaryMesh.Api.Names;
using CanaryMesh.Certs;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

var inCluster = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is not null;
var logging = new LoggerConfiguration()
    .MinimumLevel.Is(Enum.TryParse<LogEventLevel>(Environment.GetEnvironmentVariable(ProxyEnvironment.LogLevel), out var level) ? level : LogEventLevel.Information)
    .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
    .MinimumLevel.Override("Grpc", LogEventLevel.Warning);
Log.Logger = (inCluster
    ? logging.WriteTo.Console(new CompactJsonFormatter())
    : logging.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture)).CreateLogger();

try
{
    var where = Surroundings.Read(Environment.GetEnvironmentVariable);
    var builder = WebApplication.CreateSlimBuilder(args);
    builder.Services.AddSerilog();
    builder.Services.AddAnalyzer(where);
    builder.Services.AddSingleton<NodeReport>();
    builder.Services.AddSingleton<KeyRouter>();
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
    builder.WebHost.UseKestrelHttpsConfiguration();
    builder.WebHost.ConfigureKestrel((_, server) =>
    {
        server.AddServerHeader = false;
        var certificates = server.ApplicationServices.GetRequiredService<CertificateKeeper>();
        foreach (var address in where.Addresses)
        {
            server.ListenForProxies(address, Ports.Control, () => certificates.Current!.Context);
            server.Listen(address, Ports.AnalyzerAdmin, listen => listen.Protocols = HttpProtocols.Http1);
        }
    });
    var app = builder.Build();
    app.Services.FollowMetrics();
    app.MapControl();
    app.MapAdmin();
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is not OutOfMemoryException)
{
    Log.Fatal(exception, "The analyzer ends");
    return 1;
}
finally
{
    await Log.CloseAndFlushAsync();
}
