using CanaryMesh.Api.Names;
using CanaryMesh.Certs;
using CanaryMesh.Webhook;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Kubernetes;
using CanaryMesh.Webhook.Serving;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

var surroundings = Surroundings.Read(Environment.GetEnvironmentVariable);
var inCluster = ClusterConnection.IsInCluster(Environment.GetEnvironmentVariable);

var logging = new LoggerConfiguration()
    .MinimumLevel.Is(Enum.TryParse<LogEventLevel>(Environment.GetEnvironmentVariable(ProxyEnvironment.LogLevel), out var level) ? level : LogEventLevel.Information)
    .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
    .MinimumLevel.Override("System", LogEventLevel.Warning)
    .Enrich.FromLogContext();
logging = inCluster
    ? logging.WriteTo.Console(new CompactJsonFormatter())
    : logging.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture);

var builder = WebApplication.CreateSlimBuilder(args);
builder.Host.UseSerilog(logging.CreateLogger(), dispose: true);
builder.Services.AddRouting();
builder.Services.AddServing(surroundings, TimeProvider.System);
builder.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SettingsSource>(provider, surroundings.SettingsFolder));
builder.Services.AddHostedService(provider => provider.GetRequiredService<SettingsSource>());
builder.Services.AddAdmission();
builder.Services.AddCluster(surroundings, Environment.GetEnvironmentVariable);
builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
builder.WebHost.ConfigureKestrel((_, kestrel) =>
    WebhookListeners.Configure(kestrel, surroundings, kestrel.ApplicationServices.GetRequiredService<CertificateKeeper>()));

await using var app = builder.Build();
if (app.Services.GetRequiredService<SettingsSource>().Load() is { Count: > 0 } faults)
{
    await Console.Error.WriteLineAsync($"canarymesh-webhook: the settings in {surroundings.SettingsFolder} are refused:");
    foreach (var fault in faults)
    {
        await Console.Error.WriteLineAsync("  " + fault);
    }

    return 2;
}

app.MapWebhook();
await app.RunAsync();
return 0;
