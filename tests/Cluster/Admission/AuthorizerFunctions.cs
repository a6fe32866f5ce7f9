using Cel;

namespace CanaryMesh.Cluster.Admission;

/// <summary>authorizer.group('').resource('secrets').namespace('a').check('get').allowed()</summary>
internal static class AuthorizerFunctions
{
    public static void Register(CelEnvironment environment)
    {
        Step(environment, "group", (q, text) => q with { Group = text });
        Step(environment, "resource", (q, text) => q with { Resource = text });
        Step(environment, "subresource", (q, text) => q with { Subresource = text });
        Step(environment, "namespace", (q, text) => q with { Namespace = text });
        Step(environment, "name", (q, text) => q with { Name = text });
        environment.RegisterFunction("check", [typeof(AuthorizerQuery), typeof(string)], args => ((AuthorizerQuery)args[0]!).Check((string)args[1]!));
        environment.RegisterFunction("allowed", [typeof(AuthorizerAnswer)], args => ((AuthorizerAnswer)args[0]!).Allowed);
    }

    private static void Step(CelEnvironment environment, string name, Func<AuthorizerQuery, string, AuthorizerQuery> step) =>
        environment.RegisterFunction(name, [typeof(AuthorizerQuery), typeof(string)], args => step((AuthorizerQuery)args[0]!, (string)args[1]!));
}
