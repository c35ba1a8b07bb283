using System.Reflection;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>Makes a plain object callable through a grain interface: method by name, so that a double needs no runtime.</summary>
public class GrainProxy : DispatchProxy
{
    private object _target = null!;

    public static T For<T>(object target)
        where T : class
    {
        var proxy = Create<T, GrainProxy>();
        ((GrainProxy)(object)proxy)._target = target;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? method, object?[]? args)
    {
        var found = _target.GetType().GetMethod(method!.Name, BindingFlags.Public | BindingFlags.Instance) ?? throw new InvalidOperationException($"{_target.GetType().Name} has no {method.Name}.");
        try
        {
            return found.Invoke(_target, args);
        }
        catch (TargetInvocationException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }
}
